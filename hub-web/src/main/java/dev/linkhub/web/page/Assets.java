package dev.linkhub.web.page;

import dev.linkhub.id.Sha256;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files that all pages share. Their addresses hold their digests, so that browsers may keep them for good. */
@Singleton
class Assets {

    private static final int DIGEST_CHARACTERS = 12;

    private final Map<Asset, Served> served = new EnumMap<>(Asset.class);

    Assets() {
        for (Asset asset : Asset.values()) {
            served.put(asset, Served.of(asset));
        }
    }

    /** The path of an asset. */
    String path(Asset asset) {
        return "/assets/" + Objects.requireNonNull(served.get(asset)).name();
    }

    /** What is served under a name. */
    Optional<Served> named(String name) {
        return served.values().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** A file on the class path. */
    enum Asset {
        STYLESHEET("/assets/hub.css", "css", "text/css; charset=utf-8"),
        HTMX("/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js", "js", "text/javascript; charset=utf-8"),
        /** htmx's extension for server-sent events. */
        HTMX_SSE("/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js", "js", "text/javascript; charset=utf-8");

        private final String resource;
        private final String suffix;
        private final String type;

        Asset(String resource, String suffix, String type) {
            this.resource = resource;
            this.suffix = suffix;
            this.type = type;
        }

        private byte[] read() {
            try (InputStream file = Assets.class.getResourceAsStream(resource)) {
                if (file == null) {
                    throw new IllegalStateException(resource + " is not on the class path");
                }
                return file.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An asset under its name. */
    @SuppressWarnings("ArrayRecordComponent") // Served as it is, and compared with nothing.
    record Served(String name, MediaType type, byte[] bytes) {

        static Served of(Asset asset) {
            byte[] bytes = asset.read();
            String digest = HexFormat.of().formatHex(Sha256.of(bytes)).substring(0, DIGEST_CHARACTERS);
            return new Served(digest + "." + asset.suffix, new MediaType(asset.type), bytes);
        }

        @Override
        public byte[] bytes() {
            return Arrays.copyOf(bytes, bytes.length);
        }
    }
}
