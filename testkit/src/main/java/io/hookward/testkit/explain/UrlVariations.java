package io.hookward.testkit.explain;

import io.hookward.scheme.Condition;
import io.hookward.scheme.SigningMethod;
import io.hookward.scheme.Template;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The URLs that the provider may have been given. */
final class UrlVariations {
    private static final Pattern URL = Pattern.compile("(https?)://([^/?#:]+|\\[[^]]+])(:[0-9]+)?([^?#]*)(\\?[^#]*)?");
    private static final Set<Template.Value.Kind> KINDS = EnumSet.of(
            Template.Value.Kind.URL,
            Template.Value.Kind.URL_WITHOUT_PORT,
            Template.Value.Kind.URL_WITH_PORT,
            Template.Value.Kind.URL_WITHOUT_QUERY,
            Template.Value.Kind.URL_FORM_SORTED,
            Template.Value.Kind.PATH);
    private static final List<String> PORTS = List.of("", ":443", ":80", ":8080", ":8443", ":3000", ":5000", ":8000");
    private static final List<String> PREFIXES = List.of("/api", "/prod", "/dev", "/staging", "/webhooks");

    private final Attempt base;
    private final Map<String, Variation> variations = new LinkedHashMap<>();

    /** The parts of a URL as written; the port with its colon, the query with its question mark. */
    private record Parts(String scheme, String host, String port, String path, String query) {
        static @Nullable Parts of(String url) {
            Matcher matcher = URL.matcher(url);
            return matcher.matches()
                    ? new Parts(
                            matcher.group(1),
                            matcher.group(2),
                            text(matcher.group(3)),
                            matcher.group(4),
                            text(matcher.group(5)))
                    : null;
        }

        private static String text(@Nullable String group) {
            return group == null ? "" : group;
        }

        @Override
        public String toString() {
            return scheme + "://" + host + port + path + query;
        }
    }

    private record Change(Finding finding, Parts parts) {}

    private UrlVariations(Attempt base) {
        this.base = base;
    }

    /** Whether what is signed has something of the URL in it. */
    static boolean isSigned(SigningMethod method) {
        Stream<Template> computed = method.required().stream()
                .filter(Condition.Computed.class::isInstance)
                .map(condition -> ((Condition.Computed) condition).template());
        return Stream.of(Stream.of(method.content()), method.otherContents().stream(), computed)
                .flatMap(templates -> templates)
                .flatMap(template -> template.values().stream())
                .anyMatch(value -> KINDS.contains(value.kind()));
    }

    /** Other URLs, those with one part changed before those with two. */
    static List<Variation> of(Attempt base) {
        UrlVariations all = new UrlVariations(base);
        String url = base.url() == null ? all.guessed() : base.url();
        Parts parts = url == null ? null : Parts.of(url);
        if (parts == null) {
            return List.of();
        }
        List<Change> singles = all.changes(parts);
        for (Change one : singles) {
            all.add(List.of(one.finding()), one.parts());
        }
        for (Change one : singles) {
            for (Change two : all.changes(one.parts())) {
                if (two.finding().cause() != one.finding().cause()) {
                    all.add(List.of(one.finding(), two.finding()), two.parts());
                }
            }
        }
        all.variations.remove(url);
        return List.copyOf(all.variations.values());
    }

    private @Nullable String guessed() {
        String host = base.header("Host");
        return host == null ? null : "https://" + host + "/";
    }

    private void add(List<Finding> findings, Parts parts) {
        variations.putIfAbsent(
                parts.toString(), new Variation(findings, Dimension.URL, base.withUrl(parts.toString())));
    }

    private List<Change> changes(Parts url) {
        List<Change> changes = new ArrayList<>();
        String other = url.scheme.equals("https") ? "http" : "https";
        add(Cause.URL_SCHEME, new Parts(other, url.host, url.port, url.path, url.query), changes);
        for (String host : hosts()) {
            String authority = other + "://" + host;
            Parts named = Parts.of(authority);
            if (named != null && !named.host.equals(url.host)) {
                String port = named.port.isEmpty() ? url.port : named.port;
                add(Cause.URL_HOST, new Parts(url.scheme, named.host, port, url.path, url.query), changes);
                add(Cause.URL_HOST, new Parts(url.scheme, named.host, named.port, url.path, url.query), changes);
            }
        }
        Set<String> ports = new LinkedHashSet<>(PORTS);
        String forwarded = base.header("X-Forwarded-Port");
        if (forwarded != null && forwarded.matches("[0-9]{1,5}")) {
            ports.add(":" + forwarded);
        }
        for (String port : ports) {
            if (!port.equals(url.port)) {
                add(Cause.URL_PORT, new Parts(url.scheme, url.host, port, url.path, url.query), changes);
            }
        }
        paths(url, changes);
        queries(url, changes);
        return changes;
    }

    private List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        for (String name : List.of("X-Forwarded-Host", "X-Original-Host", "X-Forwarded-Server", "Host", ":authority")) {
            String value = base.header(name);
            if (value != null) {
                Stream.of(value.split(",", 5)).map(String::strip).forEach(hosts::add);
            }
        }
        String forwarded = base.header("Forwarded");
        if (forwarded != null) {
            Matcher host = Pattern.compile("(?i)host=\"?([^\";,]+)").matcher(forwarded);
            while (host.find()) {
                hosts.add(host.group(1));
            }
        }
        return hosts;
    }

    private void paths(Parts url, List<Change> changes) {
        String path = url.path;
        String toggled = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
        add(Cause.URL_SLASH, new Parts(url.scheme, url.host, url.port, toggled, url.query), changes);
        Set<String> paths = new LinkedHashSet<>();
        for (String name : List.of("X-Original-URI", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri")) {
            String original = base.header(name);
            if (original != null && original.startsWith("/")) {
                paths.add(original);
            }
        }
        String prefix = base.header("X-Forwarded-Prefix");
        if (prefix != null && prefix.startsWith("/")) {
            paths.add(prefix.replaceFirst("/$", "") + path);
        }
        int second = path.indexOf('/', 1);
        if (second > 0) {
            paths.add(path.substring(second));
            int third = path.indexOf('/', second + 1);
            if (third > 0) {
                paths.add(path.substring(third));
            }
        }
        PREFIXES.forEach(known -> paths.add(known + path));
        for (String one : paths) {
            int mark = one.indexOf('?');
            add(
                    Cause.URL_PATH,
                    mark < 0
                            ? new Parts(url.scheme, url.host, url.port, one, url.query)
                            : new Parts(url.scheme, url.host, url.port, one.substring(0, mark), one.substring(mark)),
                    changes);
        }
        for (String spelling : pathSpellings(path)) {
            add(Cause.URL_ESCAPES, new Parts(url.scheme, url.host, url.port, spelling, url.query), changes);
        }
    }

    private static Set<String> pathSpellings(String path) {
        Set<String> spellings = new LinkedHashSet<>();
        if (path.indexOf('%') >= 0 || path.indexOf(' ') >= 0) {
            spellings.add(new String(
                    FormVariations.decoded(path.replace("+", "%2B")), java.nio.charset.StandardCharsets.UTF_8));
            spellings.addAll(FormVariations.spellings(path.replace("/", "&")).stream()
                    .map(spelling -> spelling.replace("&", "/"))
                    .toList());
        }
        return spellings;
    }

    private void queries(Parts url, List<Change> changes) {
        if (url.query.isEmpty()) {
            return;
        }
        add(Cause.URL_QUERY, new Parts(url.scheme, url.host, url.port, url.path, ""), changes);
        String query = url.query.substring(1);
        for (String order : FormVariations.orders(query)) {
            add(Cause.URL_QUERY_ORDER, new Parts(url.scheme, url.host, url.port, url.path, "?" + order), changes);
        }
        for (String spelling : FormVariations.spellings(query)) {
            add(Cause.URL_ESCAPES, new Parts(url.scheme, url.host, url.port, url.path, "?" + spelling), changes);
        }
    }

    private static void add(Cause cause, Parts parts, List<Change> changes) {
        String detail = cause == Cause.URL_QUERY_ORDER || cause == Cause.URL_QUERY || cause == Cause.URL_ESCAPES
                ? ""
                : parts.scheme + "://" + parts.host + parts.port + parts.path;
        changes.add(new Change(new Finding(cause, detail), parts));
    }
}
