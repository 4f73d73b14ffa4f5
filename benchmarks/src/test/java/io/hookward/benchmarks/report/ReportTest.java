package io.hookward.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@DisplayName("The page and the plot")
class ReportTest {
    private static final String PAGE =
            "# Title\n\n<!-- results: written by benchmarks/run.sh -->\nold\n<!-- end of results -->\n\nThe end.\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void results() throws Exception {
        write("run.json", "{\"commit\":\"abc\",\"kind\":\"quick\",\"processor\":\"A Processor\",\"cores\":2}");
        write(
                "jmh-verify.json",
                "[" + verification("github/floor", 256, 500, 48) + "," + verification("github/am.ik", 256, 1500, 2792)
                        + ","
                        + verification("github/hookward", 256, 575, 300.4) + ","
                        + verification("github/floor", 4096, 3000, 48) + ","
                        + verification("github/hookward", 4096, 3060, 300.4) + "]");
        write("heap-1000.json", "{\"ids\":1000,\"idLength\":36,\"bytesPerId\":96.5}");
    }

    @DisplayName("The tables give multiples of the floor of the same size, then nanoseconds, then bytes allocated")
    @Test
    void tables() throws Exception {
        assertThat(Report.text(Results.read(folder)))
                .contains(
                        "| scheme | who | 256 B | 4 KiB |",
                        "| GitHub | **Hookward** | 1.15 | 1.02 |",
                        "| GitHub | am.ik | 3.00 | – |",
                        "| GitHub | floor | 500 | 3,000 |",
                        "| GitHub | **Hookward** | 575 | 3,060 |",
                        "| GitHub | **Hookward** | 300 | 300 |",
                        "| 1,000 | 96.5 |")
                .contains("abc", "A Processor", "am.ik.webhook:webhook-verifier 0.")
                .doesNotContain("### Load", "NaN");
    }

    @DisplayName("Text outside the markers is kept, and writing twice changes nothing")
    @Test
    void between() throws Exception {
        String once = Report.between(PAGE, Report.text(Results.read(folder)));

        assertThat(once).startsWith("# Title\n\n<!--").endsWith("<!-- end of results -->\n\nThe end.\n");
        assertThat(once).doesNotContain("old").contains("1.15");
        assertThat(Report.between(once, Report.text(Results.read(folder)))).isEqualTo(once);
    }

    @DisplayName("A page without markers is left alone")
    @Test
    void noMarkers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Report.between("# Title\n", "results"));
    }

    @DisplayName("The page in docs has its markers")
    @Test
    void page() throws Exception {
        assertThat(Report.between(Files.readString(Path.of("..", "docs", "performance.md")), "results\n"))
                .contains("\n\nresults\n<!--");
    }

    @DisplayName("The plot is well-formed, and has a bar for each ratio")
    @Test
    void plot() throws Exception {
        String svg = Plot.of(Results.read(folder));
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

        assertThat(parsed.getDocumentElement().getTagName()).isEqualTo("svg");
        // The page and three bars
        assertThat(parsed.getElementsByTagName("rect").getLength()).isEqualTo(4);
        assertThat(svg).contains(">3.00<", ">1.15<", ">1.02<", "prefers-color-scheme: dark");
    }

    private void write(String file, String json) throws Exception {
        Files.writeString(folder.resolve(file), json);
    }

    private static String verification(String subject, int bytes, double nanos, double allocated) {
        return String.format(Locale.ROOT, """
                {"benchmark":"io.hookward.benchmarks.VerifyBenchmark.verify","threads":1,"vmName":"VM","vmVersion":"17",
                 "params":{"subject":"%s","bytes":"%d","special":"valid"},
                 "primaryMetric":{"score":%s,"scoreError":"NaN"},
                 "secondaryMetrics":{"gc.alloc.rate.norm":{"score":%s}}}""", subject, bytes, nanos, allocated);
    }
}
