package io.hookward.cli;

import io.hookward.testkit.check.CheckReport;
import io.hookward.testkit.check.CheckResult;

/** A report in the XML that build servers read. */
final class JUnitReport {
    private JUnitReport() {}

    static String of(String url, CheckReport report) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"hookward check ").append(escaped(url)).append("\" tests=\"");
        xml.append(report.results().size()).append("\" failures=\"").append(report.count(CheckResult.Outcome.FAILED));
        xml.append("\" skipped=\"")
                .append(report.count(CheckResult.Outcome.SKIPPED))
                .append("\">\n");
        for (CheckResult result : report.results()) {
            xml.append("  <testcase classname=\"hookward.check\" name=\"")
                    .append(escaped(result.name()))
                    .append('"');
            switch (result.outcome()) {
                case PASSED -> xml.append("/>\n");
                case SKIPPED ->
                    xml.append("><skipped message=\"")
                            .append(escaped(result.answered()))
                            .append("\"/></testcase>\n");
                case FAILED ->
                    xml.append("><failure message=\"expected ")
                            .append(escaped(result.expected()))
                            .append(", answered ")
                            .append(escaped(result.answered()))
                            .append("\">")
                            .append(escaped(Flaws.of(result.name())))
                            .append("</failure></testcase>\n");
            }
        }
        return xml.append("</testsuite>").toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }
}
