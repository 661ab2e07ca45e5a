package dev.linkhub.api.problem;

import dev.linkhub.refusal.Conflict;
import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.InvalidInput.FieldError;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.refusal.Refusal;
import dev.linkhub.refusal.Unavailable;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The problem that each way to fail is answered with. */
final class Problems {

    private static final int DEEPEST_CAUSE = 20;

    private Problems() {}

    /** For what was thrown, where that says more than the status of the answer; looks through what wraps it. */
    static Optional<Problem> of(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            Optional<Problem> problem = ofOne(cause);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofOne(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> Optional.of(of(refusal));
            case Refused refused -> Optional.of(refused.problem());
            case AuthorizationException denied when !denied.isForbidden() -> Optional.of(unauthenticated());
            case ConversionErrorException conversion ->
                Optional.of(Problem.invalid(List.of(new FieldError(
                        conversion.getArgument().getName(), "another kind of value: see /api/v1/openapi.yaml"))));
            case UnsatisfiedRouteException missing -> Optional.of(missing(missing.getArgument()));
            case ContentLengthExceededException tooLong -> Optional.of(tooLarge("Send less in one request."));
            case SQLTransientException away -> Optional.of(unavailable());
            case SQLNonTransientConnectionException away -> Optional.of(unavailable());
            case SQLRecoverableException away -> Optional.of(unavailable());
            default -> Optional.empty();
        };
    }

    /** For an answer of which nothing but the status is known. */
    static Problem of(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST ->
                Problem.of(
                        status,
                        "malformed-request",
                        "The request cannot be read",
                        "Send what /api/v1/openapi.yaml describes.");
            case UNAUTHORIZED -> unauthenticated();
            case NOT_FOUND ->
                Problem.of(
                        status,
                        "no-such-address",
                        "There is nothing at this address",
                        "See /api/v1/openapi.yaml for what there is.");
            case METHOD_NOT_ALLOWED ->
                Problem.of(
                        status,
                        "method-not-allowed",
                        "This address does not take this method",
                        "Use one of those in the Allow header.");
            case NOT_ACCEPTABLE ->
                Problem.of(
                        status,
                        "not-acceptable",
                        "There is no answer in the media type you accept",
                        "Accept application/json.");
            case REQUEST_ENTITY_TOO_LARGE -> tooLarge("Send less in one request.");
            case UNSUPPORTED_MEDIA_TYPE ->
                Problem.of(
                        status,
                        "unsupported-media-type",
                        "This address does not take this content type",
                        "Send Content-Type: application/json.");
            case SERVICE_UNAVAILABLE -> unavailable();
            default -> status.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.getCode() ? refused(status) : unexpected();
        };
    }

    static Problem unexpected() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Something went wrong on our side",
                "Try again later. If it stays, tell us the Request-Id of this answer.");
    }

    static Problem tooLarge(String detail) {
        return Problem.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large", "The request is too large", detail);
    }

    private static Problem missing(Argument<?> argument) {
        return argument.isAnnotationPresent(Body.class)
                ? Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed-body",
                        "There is no body",
                        "Send one JSON object as /api/v1/openapi.yaml describes.")
                : Problem.invalid(List.of(new FieldError(argument.getName(), "required")));
    }

    private static Problem of(Refusal refusal) {
        return switch (refusal) {
            case InvalidInput invalid -> Problem.invalid(invalid.errors());
            case Conflict conflict ->
                Problem.of(HttpStatus.CONFLICT, "conflict", "Something stands in the way", message(conflict));
            case NotFound notFound ->
                Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing", message(notFound));
            case Unavailable unavailable ->
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "unavailable",
                        "The hub cannot do this at the moment",
                        message(unavailable));
        };
    }

    private static String message(Refusal refusal) {
        return String.valueOf(refusal.getMessage());
    }

    private static Problem unauthenticated() {
        return Problem.of(
                HttpStatus.UNAUTHORIZED,
                "unauthenticated",
                "There is no valid key in this request",
                "Send Authorization: Bearer with an API key that has not been deleted and has not expired.");
    }

    private static Problem unavailable() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The hub cannot do this at the moment",
                "Send the same request again after the seconds in Retry-After.");
    }

    private static Problem refused(HttpStatus status) {
        return Problem.of(status, "refused", status.getReason(), "Send what /api/v1/openapi.yaml describes.");
    }
}
