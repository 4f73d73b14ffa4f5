package io.hookward.request;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form that is sent as {@code multipart/form-data}: a field or a file. A view of the body in memory. Immutable
 * and safe for use by several threads.
 */
public final class FormPart {
    private final String name;
    private final @Nullable String fileName;
    private final Headers headers;
    private final Charset charset;
    private final byte[] array;
    private final int offset;
    private final int length;

    FormPart(
            String name,
            @Nullable String fileName,
            Headers headers,
            Charset charset,
            byte[] array,
            int offset,
            int length) {
        this.name = name;
        this.fileName = fileName;
        this.headers = headers;
        this.charset = charset;
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    FormPart in(Charset other) {
        return new FormPart(name, fileName, headers, other, array, offset, length);
    }

    /** The name of the field. */
    public String name() {
        return name;
    }

    /**
     * The name of the file, which may be empty; absent if this part is no file. As sent: it may contain a path, and is not to
     * be used as one.
     */
    public Optional<String> fileName() {
        return Optional.ofNullable(fileName);
    }

    /** The headers of the part. */
    public Headers headers() {
        return headers;
    }

    /** The content type, if the part has one. */
    public Optional<String> contentType() {
        return Optional.ofNullable(headers.first("Content-Type"));
    }

    /** The content, read only; a new view at each call. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** The content: a copy. */
    public byte[] bytes() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The content as a stream; a new one at each call. */
    public InputStream stream() {
        return new ByteArrayInputStream(array, offset, length);
    }

    /** How many bytes the content has. */
    public int size() {
        return length;
    }

    /** The content as text, in the charset that the part declares, or else the form's. */
    public String text() {
        return new String(array, offset, length, charset);
    }

    /** The name and the size, and nothing that was sent as content. */
    @Override
    public String toString() {
        return "FormPart[" + length + " bytes]";
    }
}
