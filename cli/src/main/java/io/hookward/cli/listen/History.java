package io.hookward.cli.listen;

import io.hookward.cli.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Received requests on disk, one file each, bounded in number. Bodies are personal data: the folder is readable by its owner
 * alone where the file system can do that. Safe for use by several threads.
 */
public final class History {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final int most;
    private long next;

    /**
     * The history in a folder, which is made if it is absent.
     *
     * @param most how many requests are kept, at least one
     * @throws FailedException if the folder cannot be made
     */
    public History(Path folder, int most) {
        this.folder = folder;
        this.most = most;
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException unwritable) {
            throw new FailedException("The folder of the history, " + folder + ", cannot be made");
        }
        this.next = numbers().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
    }

    /** Keeps a request, forgets the oldest ones beyond the bound, and returns the number of the request. */
    public synchronized long add(Map<String, Object> request) {
        long number = next++;
        try {
            Path file = file(number);
            Path half = folder.resolve(number + ".part");
            Files.write(half, new JsonMapper().writeValueAsBytes(request));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            List<Long> numbers = numbers();
            for (long old : numbers.subList(0, Math.max(0, numbers.size() - most))) {
                Files.deleteIfExists(file(old));
            }
        } catch (IOException unwritable) {
            throw new FailedException("The history in " + folder + " cannot be written");
        }
        return number;
    }

    /** The numbers of what is kept, the oldest first. */
    public List<Long> numbers() {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,18}\\.json"))
                    .map(name -> Long.valueOf(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted(Comparator.naturalOrder())
                    .toList());
        } catch (IOException unreadable) {
            throw new FailedException("The history in " + folder + " cannot be read");
        }
    }

    /** A request as it was kept. */
    public Optional<JsonNode> find(long number) {
        return bytes(number).map(bytes -> new JsonMapper().readTree(bytes));
    }

    /** The file of a request. */
    public Optional<byte[]> bytes(long number) {
        try {
            return Files.exists(file(number)) ? Optional.of(Files.readAllBytes(file(number))) : Optional.empty();
        } catch (IOException unreadable) {
            throw new FailedException("The history in " + folder + " cannot be read");
        }
    }

    private Path file(long number) {
        return folder.resolve(number + SUFFIX);
    }
}
