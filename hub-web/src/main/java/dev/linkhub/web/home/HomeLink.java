package dev.linkhub.web.home;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that home says of a link.
 *
 * @param explanation what its state means; empty where what its devices need is all that there is to say
 * @param repair where its household can do something about it; null where it cannot or need not
 * @param devices null where they are not shown
 * @param subscription how it stands; empty if Ring never told of one
 * @param disconnect the path to disconnect it; empty where there is nothing to disconnect
 */
@Introspected
public record HomeLink(
        LinkView view,
        String explanation,
        @Nullable Repair repair,
        @Nullable DeviceList devices,
        String subscription,
        List<Lately> lately,
        String disconnect) {

    public HomeLink {
        lately = List.copyOf(lately);
    }

    /** Where a link is repaired. */
    @Introspected
    public record Repair(String path, String label) {}
}
