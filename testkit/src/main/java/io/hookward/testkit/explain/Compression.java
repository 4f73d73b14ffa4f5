package io.hookward.testkit.explain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** The content codings that bodies come in. */
final class Compression {
    /** A bomb goes no further. */
    private static final int LARGEST = 32 * 1024 * 1024;

    /** What zlib and its kin write as the operating system: unknown, Unix, FAT. */
    private static final int[] SYSTEMS = {0, 3, 255};

    private static final int SYSTEM_AT = 9;
    private static final int LEVEL_AT = 8;

    private Compression() {}

    /** The bytes inside, or null if these are neither gzip nor zlib, or too many come out. */
    static byte @Nullable [] decompressed(byte[] body) {
        if (body.length < 3) {
            return null;
        }
        boolean gzip = (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
        boolean zlib = body[0] == 0x78 && ((body[0] << 8 | body[1] & 0xFF) % 31) == 0;
        if (!gzip && !zlib) {
            return null;
        }
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        try (InputStream inner = gzip ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes)) {
            byte[] plain = inner.readNBytes(LARGEST + 1);
            return plain.length > LARGEST ? null : plain;
        } catch (IOException malformed) {
            return null;
        }
    }

    /** The bytes as common compressors write them; others write others, so that nothing follows if none matches. */
    static List<byte[]> compressed(byte[] body) {
        List<byte[]> all = new ArrayList<>();
        for (int level : new int[] {6, 9, 1}) {
            byte[] zipped = gzip(body, level);
            for (int system : SYSTEMS) {
                byte[] copy = zipped.clone();
                copy[SYSTEM_AT] = (byte) system;
                all.add(copy);
                if (level != 6) {
                    byte[] marked = copy.clone();
                    marked[LEVEL_AT] = (byte) (level == 9 ? 2 : 4);
                    all.add(marked);
                }
            }
        }
        return all;
    }

    private static byte[] gzip(byte[] body, int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Leveled gzip = new Leveled(bytes, level)) {
            gzip.write(body);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Compresses at a level of choice. */
    private static final class Leveled extends GZIPOutputStream {
        Leveled(ByteArrayOutputStream bytes, int level) throws IOException {
            super(bytes);
            def.setLevel(level);
        }
    }
}
