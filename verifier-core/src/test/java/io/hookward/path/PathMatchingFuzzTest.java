package io.hookward.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.hookward.path.HostilePaths.Hostile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Seeded, so that every build tries the same; {@code -Dfuzz.factor=100} tries a hundred times as many, from another seed. */
@DisplayName("Of random hostile paths")
class PathMatchingFuzzTest {

    private static final int FACTOR = Integer.getInteger("fuzz.factor", 1);

    private static void run(int tables, Consumer<Random> round) {
        long seed = FACTOR == 1 ? 771 : System.nanoTime();
        Random random = new Random(seed);
        for (long i = 0; i < (long) tables * FACTOR; i++) {
            try {
                round.accept(random);
            } catch (AssertionError found) {
                throw new AssertionError("seed " + seed + ": " + found.getMessage(), found);
            }
        }
    }

    private static void check(boolean holds, Object path, List<String> endpoints) {
        if (!holds) {
            throw new AssertionError(path + " of " + endpoints);
        }
    }

    private static List<String> fill(PathTable<String> table, List<String> paths) {
        List<String> added = new ArrayList<>();
        for (String path : paths) {
            try {
                table.add(path, path);
                added.add(path);
            } catch (IllegalArgumentException twin) {
                assertThat(twin).hasMessageContaining("could be taken for each other");
            }
        }
        return added;
    }

    @Test
    @DisplayName("each is exact, disguised or ordinary as it was before paths had a tree")
    void asBefore() {
        int[] seen = new int[3];
        run(3_000, random -> {
            HostilePaths paths = new HostilePaths(random, false);
            PathTable<String> table = new PathTable<>();
            List<String> endpoints = fill(table, paths.endpoints());
            OldPathReading old = new OldPathReading(endpoints);
            for (int i = 0; i < 20; i++) {
                Hostile path = paths.next(endpoints);
                PathMatch<String> match = table.match(path.context(), path.raw(), path.decoded());
                boolean exact = old.isExact(path.context(), path.raw(), path.decoded());
                List<String> owners = old.owners(path.context(), path.raw(), path.decoded());
                boolean same = match == null
                        ? owners.isEmpty()
                        : match.isExact() == exact
                                && (exact
                                        ? path.decoded().equals(match.endpoint())
                                        : owners.contains(match.endpoint()));
                check(same, path, endpoints);
                seen[match == null ? 0 : match.isExact() ? 1 : 2]++;
            }
        });
        assertThat(seen[0]).isGreaterThan(2_000);
        assertThat(seen[1]).isGreaterThan(2_000);
        assertThat(seen[2]).isGreaterThan(2_000);
    }

    @Test
    @DisplayName("none is ordinary that was disguised before characters beyond ASCII were read as letters")
    void neverWeaker() {
        int[] stricter = {0};
        run(1_500, random -> {
            HostilePaths paths = new HostilePaths(random, true);
            PathTable<String> table = new PathTable<>();
            List<String> endpoints = fill(table, paths.endpoints());
            OldPathReading old = new OldPathReading(endpoints);
            for (int i = 0; i < 20; i++) {
                Hostile path = paths.next(endpoints);
                PathMatch<String> match = table.match(path.context(), path.raw(), path.decoded());
                boolean exact = old.isExact(path.context(), path.raw(), path.decoded());
                boolean owned =
                        !old.owners(path.context(), path.raw(), path.decoded()).isEmpty();
                check(match == null ? !owned : match.isExact() == exact, path, endpoints);
                stricter[0] += match != null && !owned ? 1 : 0;
            }
        });
        assertThat(stricter[0]).isGreaterThan(100);
    }

    @Test
    @DisplayName("plain ones have the same answer from the tree and from the lenient reading, also with variables")
    void treeAndReading() {
        List<String> names = List.of("a", "b", "A", "a.b", "a-", "ab", "{x}", "{y}", "{x}");
        int[] seen = new int[3];
        run(4_000, random -> {
            PathTable<String> table = new PathTable<>();
            List<String> drafts = new ArrayList<>();
            for (int i = random.nextInt(7); i >= 0; i--) {
                drafts.add(draft(random, names));
            }
            fill(table, drafts.stream().filter(path -> isUsable(path)).toList());
            for (int i = 0; i < 20; i++) {
                String path =
                        draft(random, List.of("a", "b", "A", "a.b", "B", "a-", "ab", "abc", "a.", "c", "a+", "a~"));
                String context = random.nextBoolean() ? "" : "/A";
                PathMatch<String> quick = table.match(context, context + path, path);
                PathMatch<String> lenient = table.matchLeniently(context, context + path, path);
                check(described(quick).equals(described(lenient)), path, drafts);
                seen[quick == null ? 0 : quick.isExact() ? 1 : 2]++;
            }
        });
        assertThat(seen[0]).isGreaterThan(2_000);
        assertThat(seen[1]).isGreaterThan(2_000);
        assertThat(seen[2]).isGreaterThan(2_000);
    }

    private static String described(PathMatch<String> match) {
        return match == null
                ? "none"
                : match.endpoint() + " " + match.isExact() + " " + match.variable("x") + " " + match.variable("y");
    }

    private static boolean isUsable(String path) {
        return path.indexOf("{x}") == path.lastIndexOf("{x}") && path.indexOf("{y}") == path.lastIndexOf("{y}");
    }

    private static String draft(Random random, List<String> names) {
        StringBuilder path = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            path.append('/').append(names.get(random.nextInt(names.size())));
        }
        return path.append(random.nextInt(6) == 0 ? "/" : "").toString();
    }
}
