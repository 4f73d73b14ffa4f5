package io.hookward.cli;

import io.hookward.scheme.KeyForm;
import io.hookward.scheme.SignatureScheme;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a secret. */
@Command(
        name = "new-secret",
        description = "Prints a new random secret in the form that a provider's scheme wants; hex without one.")
final class NewSecretCommand extends TerminalCommand {
    @Mixin
    SchemeOptions schemes;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "32",
            description = "How many random bytes; 16 to 128, ${DEFAULT-VALUE} unless set.")
    int bytes;

    @Override
    public Integer call() {
        if (bytes < 16 || bytes > 128) {
            throw new UsageException("--bytes must be 16 to 128");
        }
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        SignatureScheme scheme = schemes.getIfAny();
        if (scheme != null && !scheme.methods().get(0).algorithms().get(0).isSymmetric()) {
            throw new UsageException("Only " + scheme.title() + " can make its key: configure its public key");
        }
        String secret =
                written(scheme == null ? KeyForm.TEXT : scheme.methods().get(0).key(), random);
        if (json) {
            printJson(Map.of("secret", secret));
        } else {
            print(secret);
        }
        return Main.FINE;
    }

    private static String written(KeyForm form, byte[] random) {
        StringBuilder prefix = new StringBuilder();
        for (String step : form.steps()) {
            String[] words = step.split(" ", 2);
            switch (words[0]) {
                case "strip", "require" -> prefix.append(words[1]);
                case "base64-after" -> {
                    return prefix + words[1] + Base64.getEncoder().encodeToString(random);
                }
                case "base64" -> {
                    return prefix + Base64.getEncoder().encodeToString(random);
                }
                default -> {}
            }
        }
        return prefix + HexFormat.of().formatHex(random);
    }
}
