package dev.linkhub.api.caller;

import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in the description of the API that a controller answers callers with a key; {@code Secured} says which. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SecurityRequirement(name = NeedsKey.SCHEME)
public @interface NeedsKey {

    /** How the description names keys. */
    String SCHEME = "key";
}
