package io.hookward.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body was read already and can be read again, as if nobody had.
 *
 * <p>Stream, reader, parameters, parts and read listeners all work from the same bytes. Where the specification has a
 * first use rule out a second (stream and reader), so does this; where a container merely happens to lose the body (a
 * form whose parameters were asked for, then read as a stream), it is still there.
 */
class ReplayedRequest extends HttpServletRequestWrapper {

    private final byte[] body;
    private final ReplayedParameters parameters;
    private @Nullable ReplayedInputStream stream;
    private @Nullable BufferedReader reader;
    private boolean streamTaken;
    private @Nullable String encoding;

    /** Whether the length that the request names is that of another body: somebody in front has unpacked it. */
    private final boolean otherLength;

    ReplayedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
        this.otherLength = request.getContentLengthLong() >= 0 && request.getContentLengthLong() != body.length;
        this.parameters = new ReplayedParameters(this, body);
    }

    /** The replayed request that {@code request} is or wraps, or null. */
    static @Nullable ReplayedRequest in(ServletRequest request) {
        ServletRequest inner = request;
        while (true) {
            if (inner instanceof ReplayedRequest replayed) {
                return replayed;
            }
            if (!(inner instanceof ServletRequestWrapper wrapper)) {
                return null;
            }
            inner = wrapper.getRequest();
        }
    }

    /** To be called whenever the filter hands this request on: each dispatch can read the body from its beginning. */
    final void serviceEntered() {
        if (stream != null && stream.hasListener()) {
            stream.serviceEntered();
        } else {
            stream = null;
            reader = null;
            streamTaken = false;
        }
    }

    /** To be called whenever the filter chain behind the filter has returned: a waiting read listener is called now. */
    final void serviceReturned() {
        if (stream != null) {
            stream.serviceReturned();
        }
    }

    @Override
    public final int getContentLength() {
        return otherLength ? body.length : super.getContentLength();
    }

    @Override
    public final long getContentLengthLong() {
        return otherLength ? body.length : super.getContentLengthLong();
    }

    private boolean isOther(String header) {
        return otherLength && header.equalsIgnoreCase("Content-Length");
    }

    @Override
    public final @Nullable String getHeader(String name) {
        return isOther(name) ? Integer.toString(body.length) : super.getHeader(name);
    }

    @Override
    public final Enumeration<String> getHeaders(String name) {
        return isOther(name) ? Collections.enumeration(List.of(Integer.toString(body.length))) : super.getHeaders(name);
    }

    @Override
    public final int getIntHeader(String name) {
        return isOther(name) ? body.length : super.getIntHeader(name);
    }

    private ReplayedInputStream stream() {
        if (stream == null) {
            stream = new ReplayedInputStream(body, this);
        }
        return stream;
    }

    @Override
    public final ServletInputStream getInputStream() {
        if (reader != null) {
            throw new IllegalStateException("getReader() has already been called for this request");
        }
        streamTaken = true;
        return stream();
    }

    @Override
    public final BufferedReader getReader() throws UnsupportedEncodingException {
        if (streamTaken) {
            throw new IllegalStateException("getInputStream() has already been called for this request");
        }
        if (reader == null) {
            String name = Objects.requireNonNullElse(getCharacterEncoding(), "ISO-8859-1");
            reader = new BufferedReader(new InputStreamReader(stream(), charset(name)));
        }
        return reader;
    }

    static Charset charset(String name) throws UnsupportedEncodingException {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            UnsupportedEncodingException unsupported = new UnsupportedEncodingException(name);
            unsupported.initCause(e);
            throw unsupported;
        }
    }

    @Override
    public final @Nullable String getCharacterEncoding() {
        return encoding != null ? encoding : super.getCharacterEncoding();
    }

    /** As the specification says, without effect once parameters or the reader were asked for. */
    @Override
    public final void setCharacterEncoding(String name) throws UnsupportedEncodingException {
        if (reader == null && !parameters.decoded()) {
            Charset charset = charset(name);
            super.setCharacterEncoding(name);
            encoding = charset.name();
        }
    }

    /**
     * Overrides the Servlet 6.1 method of this name, whose wrapper would go round this request; 6.0 does not know it.
     */
    @SuppressWarnings("MissingOverride")
    public final void setCharacterEncoding(Charset charset) {
        if (reader == null && !parameters.decoded()) {
            encoding = charset.name();
        }
    }

    @Override
    public final @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public final String @Nullable [] getParameterValues(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public final Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    /**
     * Query parameters, as the container decodes them, before those of the body.
     *
     * @throws IllegalStateException if the body is a malformed form, or has too many parameters
     */
    @Override
    public final Map<String, String[]> getParameterMap() {
        return parameters.merged();
    }

    /** The query parameters as the container sees them, now that there is no body left for it to read. */
    final Map<String, String[]> containerParameters() {
        return super.getParameterMap();
    }

    /**
     * The parts of a multipart body, held in memory. A servlet without a multipart configuration gets them too,
     * because configurations cannot be asked for; their limits are therefore not looked at, the limit of the endpoint
     * holds instead.
     *
     * @throws ServletException if the request is not of that type, or is malformed
     */
    @Override
    public final Collection<Part> getParts() throws ServletException {
        return parameters.parts();
    }

    @Override
    public final @Nullable Part getPart(String name) throws ServletException {
        for (Part part : getParts()) {
            if (part.getName().equals(name)) {
                return part;
            }
        }
        return null;
    }
}
