package dev.linkhub.chaos.world;

/** A link, the key of its tenant, and the grant behind it. */
public record WatchedLink(String link, String key, String grant) {

    @Override
    public String toString() {
        return "WatchedLink[" + link + "]";
    }
}
