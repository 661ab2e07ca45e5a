package dev.linkhub.branding;

import java.util.Map;
import java.util.Optional;

/**
 * A branding with the pictures that the hub has of it.
 *
 * @param pictures SHA-256 of the picture of each kind that there is
 */
public record Look(Branding branding, Map<PictureKind, String> pictures) {

    public Look {
        pictures = Map.copyOf(pictures);
    }

    /** The SHA-256 of a picture. */
    public Optional<String> picture(PictureKind kind) {
        return Optional.ofNullable(pictures.get(kind));
    }
}
