package io.hookward.servlet;

import io.hookward.request.FormPart;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One part of a multipart body that is already in memory. */
final class ReplayedPart implements Part {

    private final FormPart part;
    private final Path directory;

    /**
     * A view of a part.
     *
     * @param directory where {@link #write} puts a relative file name
     */
    ReplayedPart(FormPart part, Path directory) {
        this.part = part;
        this.directory = directory;
    }

    @Override
    public InputStream getInputStream() {
        return part.stream();
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public String getName() {
        return part.name();
    }

    @Override
    public @Nullable String getSubmittedFileName() {
        return part.fileName().orElse(null);
    }

    @Override
    public long getSize() {
        return part.size();
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
            part.stream().transferTo(out);
        }
    }

    /** Does nothing: the content is part of the request body and goes with it. */
    @Override
    public void delete() {}

    @Override
    public @Nullable String getHeader(String header) {
        return part.headers().first(header);
    }

    @Override
    public Collection<String> getHeaders(String header) {
        return part.headers().values(header);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return part.headers().names();
    }
}
