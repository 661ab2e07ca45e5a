package dev.linkhub.refusal;

import java.util.List;

/** Values that cannot be taken, each with its field. Nothing has been changed. */
public final class InvalidInput extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** One or more fields. */
    public InvalidInput(List<FieldError> errors) {
        super("Correct the fields named in errors and send the request again.");
        this.errors = List.copyOf(errors);
    }

    /** One field. */
    public InvalidInput(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    /** What is wrong, field by field. */
    public List<FieldError> errors() {
        return errors;
    }

    /** Whether a field is among them. */
    public boolean names(String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }

    /** A field as the caller named it, and what it takes. */
    public record FieldError(String field, String message) {}
}
