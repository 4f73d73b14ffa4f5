package io.hookward.samples.jetty;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that gets a line for each thing handled. A line is with the operating system when {@link #append} returns, so
 * that it outlives this process. Safe for use by several threads.
 */
final class ProcessedFile implements Closeable {
    private final OutputStream out;

    private ProcessedFile(OutputStream out) {
        this.out = out;
    }

    /** Adds to this file, which is made if need be. */
    static ProcessedFile at(Path path) throws IOException {
        return new ProcessedFile(Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Keeps nothing. */
    static ProcessedFile none() {
        return new ProcessedFile(OutputStream.nullOutputStream());
    }

    /** Adds a line; line breaks in it become blanks. */
    synchronized void append(String line) throws IOException {
        String one = line.replace('\n', ' ').replace('\r', ' ') + "\n";
        out.write(one.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
