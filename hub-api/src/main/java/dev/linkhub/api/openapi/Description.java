package dev.linkhub.api.openapi;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What the description says of the API as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Link Hub",
                        version = "1",
                        description =
                                "Onboards Ring Appstore apps, keeps their households' links alive, and hands out fresh access tokens.",
                        license =
                                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
        security = @SecurityRequirement(name = "key"))
@SecurityScheme(
        name = "key",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "An API key, hub_live_… or hub_test_…, or the operator key.")
final class Description {

    private Description() {}
}
