package io.hookward.samples.jetty;

import io.hookward.WebhookEndpoint;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param port where to listen; 0 for any free port
 * @param maxBody the largest body in bytes
 * @param store the URL of the store of claims, or null for memory
 * @param inbox the URL of the inbox's database, or {@link #EMBEDDED_INBOX}; null for none
 * @param schemes files of schemes to mount beside the catalogue's
 * @param testHandler whether the handler obeys the probes in bodies
 * @param processedFile where handled probes are written, or null
 * @param paste the provider whose line is wanted, or null
 * @param demo whether to demonstrate and end
 * @param help whether to explain and end
 */
record Options(
        int port,
        int maxBody,
        @Nullable String store,
        @Nullable String inbox,
        List<Path> schemes,
        boolean testHandler,
        @Nullable Path processedFile,
        @Nullable String paste,
        boolean demo,
        boolean help) {

    /** The value of {@code --inbox} without a URL. */
    static final String EMBEDDED_INBOX = "embedded";

    static final String HELP = """
            Usage: java -jar jetty-receiver.jar [OPTION]...
            Receives webhooks of every provider in the catalogue at http://127.0.0.1:PORT/webhooks/PROVIDER.

              --port PORT            where to listen, 8080 unless set; 0 for any free port
              --max-body BYTES       the largest body accepted, 1048576 unless set
              --store URL            keeps claims at jdbc:... or redis://..., which several receivers may share and which
                                     survive a restart; in memory unless set
              --inbox [URL]          stores each delivery before it is acknowledged and handles it afterwards, in the file
                                     hookward-inbox.mv.db here, or in the database of a URL jdbc:...
              --scheme FILE          mounts a scheme of your own at /webhooks/ITS-NAME; may be repeated
              --paste PROVIDER       prints a shell line that sends a valid delivery of PROVIDER, and ends
              --demo                 sends itself valid, forged, stale, repeated and malformed deliveries, prints what
                                     it answered, and ends; the exit code is 1 if an answer was not as expected
              --test-handler         obeys {"probe":{"key":"K","fail":N,"sleep_ms":M}} in a body: sleeps M ms,
                                     and fails the first N attempts for K
              --processed-file FILE  with --test-handler: appends K as a line once it is handled
              --help                 prints this, and ends

            Secrets: HOOKWARD_<PROVIDER>_SECRET in the environment (upper case, '-' becomes '_'; several separated by
            blanks, newest first). Without it, a demo secret is valid that everybody knows. Secrets of fewer than 16 bytes
            are refused unless HOOKWARD_ALLOW_SHORT_SECRETS=true.
            """;

    /** Reads a command line. */
    static Options parse(String... arguments) throws UsageException {
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        int port = 8080;
        int maxBody = WebhookEndpoint.DEFAULT_MAX_BODY_BYTES;
        String store = null;
        String inbox = null;
        List<Path> schemes = new ArrayList<>();
        boolean testHandler = false;
        Path processedFile = null;
        String paste = null;
        boolean demo = false;
        boolean help = false;
        while (!words.isEmpty()) {
            String option = words.removeFirst();
            switch (option) {
                case "--port" -> port = number(option, value(option, words), 0, 65535);
                case "--max-body" -> maxBody = number(option, value(option, words), 1, Integer.MAX_VALUE);
                case "--store" -> store = value(option, words);
                case "--inbox" -> inbox = isValue(words.peekFirst()) ? words.removeFirst() : EMBEDDED_INBOX;
                case "--scheme" -> schemes.add(Path.of(value(option, words)));
                case "--test-handler" -> testHandler = true;
                case "--processed-file" -> processedFile = Path.of(value(option, words));
                case "--paste" -> paste = value(option, words);
                case "--demo" -> demo = true;
                case "--help", "-h" -> help = true;
                default -> splitOrRefuse(option, words);
            }
        }
        if (inbox != null && store != null) {
            throw new UsageException("--inbox and --store do not go together: the rows of an inbox are its claims");
        }
        if (processedFile != null && !testHandler) {
            throw new UsageException("--processed-file has an effect with --test-handler only");
        }
        return new Options(
                port, maxBody, store, inbox, List.copyOf(schemes), testHandler, processedFile, paste, demo, help);
    }

    /** Takes {@code --port=8080} for {@code --port 8080}. */
    private static void splitOrRefuse(String option, Deque<String> words) throws UsageException {
        int equals = option.indexOf('=');
        if (!option.startsWith("--") || equals < 0) {
            throw new UsageException("there is no option '" + option + "'; --help lists them");
        }
        words.addFirst(option.substring(equals + 1));
        words.addFirst(option.substring(0, equals));
    }

    private static String value(String option, Deque<String> words) throws UsageException {
        String value = words.pollFirst();
        if (value == null || !isValue(value)) {
            throw new UsageException(option + " needs a value; --help says which");
        }
        return value;
    }

    private static boolean isValue(@Nullable String word) {
        return word != null && !word.isBlank() && !word.startsWith("--");
    }

    private static int number(String option, String text, int least, int most) throws UsageException {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, like a number out of range
        }
        throw new UsageException(option + " needs a number from " + least + " to " + most + ", not '" + text + "'");
    }

    /** The command line, or a variable of the environment, asks for something that cannot be done. The message says what. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }
}
