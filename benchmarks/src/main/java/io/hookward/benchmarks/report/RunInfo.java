package io.hookward.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Writes down which machine measures, and what. */
public final class RunInfo {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final long GIB = 1 << 30;

    private RunInfo() {}

    /**
     * Writes the file.
     *
     * @param args the commit, the kind of run, and where to write
     */
    public static void main(String[] args) throws IOException {
        Map<String, Object> run = new TreeMap<>();
        run.put("commit", args[0]);
        run.put("kind", args[1]);
        run.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        run.put("processor", processor());
        run.put("cores", Runtime.getRuntime().availableProcessors());
        run.put("memoryGiB", Math.round(memory() / (double) GIB));
        run.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        Files.write(Path.of(args[2]), JsonMapper.shared().writeValueAsBytes(run));
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return "unknown processor";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        }
    }
}
