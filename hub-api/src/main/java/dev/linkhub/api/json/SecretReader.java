package dev.linkhub.api.json;

import dev.linkhub.vault.Secret;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Wraps credentials while they are read, so that no record that holds one can print it. */
@Singleton
final class SecretReader implements Deserializer<Secret> {

    @Override
    public Secret deserialize(Decoder decoder, DecoderContext context, Argument<? super Secret> type)
            throws IOException {
        return Secret.of(decoder.decodeString());
    }
}
