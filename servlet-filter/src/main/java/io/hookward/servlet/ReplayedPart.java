package io.hookward.servlet;

import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One part of a multipart body that is already in memory. */
final class ReplayedPart implements Part {

    private final String name;
    private final @Nullable String fileName;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final int offset;
    private final int length;
    private final Path directory;

    /**
     * A view of {@code length} bytes of {@code body} from {@code offset}.
     *
     * @param fileName as submitted, null if this part is no file
     * @param headers by name, whatever its case
     * @param directory where {@link #write} puts a relative file name
     */
    ReplayedPart(
            String name,
            @Nullable String fileName,
            Map<String, List<String>> headers,
            byte[] body,
            int offset,
            int length,
            Path directory) {
        this.name = name;
        this.fileName = fileName;
        this.headers = headers;
        this.body = body;
        this.offset = offset;
        this.length = length;
        this.directory = directory;
    }

    String text(Charset charset) {
        return new String(body, offset, length, charset);
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(body, offset, length);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable String getSubmittedFileName() {
        return fileName;
    }

    @Override
    public long getSize() {
        return length;
    }

    /**
     * Writes the content to a file, replacing what is there. A relative name is taken from the servlet context's
     * temporary directory, because the location of a servlet's multipart configuration cannot be asked for.
     *
     * @throws IOException also if a relative name leads out of that directory
     */
    @Override
    public void write(String file) throws IOException {
        Path path = Path.of(file);
        Path target = path.isAbsolute() ? path : directory.resolve(path).normalize();
        if (!path.isAbsolute() && !target.startsWith(directory)) {
            throw new IOException("Relative file name leads out of " + directory);
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            out.write(body, offset, length);
        }
    }

    /** Does nothing: the content is part of the request body and goes with it. */
    @Override
    public void delete() {}

    @Override
    public @Nullable String getHeader(String header) {
        List<String> values = headers.get(header);
        return values == null ? null : values.get(0);
    }

    @Override
    public Collection<String> getHeaders(String header) {
        return List.copyOf(headers.getOrDefault(header, List.of()));
    }

    @Override
    public Collection<String> getHeaderNames() {
        return List.copyOf(headers.keySet());
    }
}
