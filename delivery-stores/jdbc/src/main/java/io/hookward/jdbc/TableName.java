package io.hookward.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of claims, as it is named in SQL: plain identifiers, which need no quotes and can do no harm.
 *
 * @param schema null for the one that the connection is in
 */
record TableName(@Nullable String schema, String table) {

    static final String DEFAULT = "hookward_claims";

    private static final Pattern FORM = Pattern.compile("(?:([A-Za-z_]\\w{0,62})\\.)?([A-Za-z_]\\w{0,50})");

    /** @throws IllegalArgumentException if it is anything but an identifier, or two with a dot between */
    static TableName parse(String name) {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "the table must be named by letters, digits and underscores, with a schema and a dot before it"
                            + " if need be");
        }
        return new TableName(form.group(1), form.group(2));
    }

    /** The same SQL about this table. The names of its keys and indexes, which begin with its own, have no schema before them. */
    String in(String sql) {
        return sql.replaceAll("\\b" + DEFAULT + "_", table + "_")
                .replaceAll("\\b" + DEFAULT + "\\b", schema == null ? table : schema + "." + table);
    }
}
