package dev.linkhub.api.openapi;

import dev.linkhub.api.caller.NeedsKey;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What the description says of the API as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Link Hub",
                        version = "1",
                        description = """
                                Onboards Ring Appstore apps, keeps their households' links alive, and hands out fresh access tokens.

                                Every answer carries a Request-Id. Whatever is refused or fails is described as problem details
                                (RFC 9457), with errors by field for status 422. A POST with an Idempotency-Key is carried out once
                                in 24 hours, and its repetitions get the same answer; access tokens are the exception.
                                RateLimit headers tell what is left of a key's rate.
                                """,
                        license =
                                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0.txt")))
@SecurityScheme(
        name = NeedsKey.SCHEME,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An API key, hub_live_… or hub_test_…, or the operator key.")
final class Description {

    private Description() {}
}
