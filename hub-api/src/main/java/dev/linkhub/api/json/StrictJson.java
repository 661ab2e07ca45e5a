package dev.linkhub.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.linkhub.api.problem.Refused;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers send: a misspelt field is an error, not a silent default, and a caller learns all that is wrong at once.
 * Answers of Ring are read elsewhere, and leniently.
 *
 * @param <T> a variable, so that the framework takes this for each kind of request and not for the interface alone
 */
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
final class StrictJson<T extends JsonRequest> implements MessageBodyReader<T> {

    private static final String TAKEN =
            "Send one JSON object as /api/v1/openapi.yaml describes: each name once, nothing behind it.";

    private static final JsonFactory PARSERS = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ObjectMapper mapper;

    StrictJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(Argument<T> type, @Nullable MediaType mediaType) {
        return JsonRequest.class.isAssignableFrom(type.getType());
    }

    @Override
    public T read(Argument<T> type, @Nullable MediaType mediaType, Headers httpHeaders, InputStream body) {
        try {
            JsonNode tree = tree(body);
            if (!tree.isObject()) {
                throw Refused.malformed(TAKEN);
            }
            FieldKinds.check(tree, BeanIntrospection.getIntrospection(type.getType()));
            return mapper.readValueFromTree(tree, type);
        } catch (IOException e) {
            throw Refused.malformed(TAKEN);
        }
    }

    /** The one value that a body is. A name that comes twice, or anything behind the value, makes it none. */
    private static JsonNode tree(InputStream body) throws IOException {
        try (JsonParser parser = PARSERS.createParser(body)) {
            JsonNode tree = JsonNodeTreeCodec.getInstance().readTree(parser);
            if (parser.nextToken() != null) {
                throw Refused.malformed(TAKEN);
            }
            return tree;
        }
    }
}
