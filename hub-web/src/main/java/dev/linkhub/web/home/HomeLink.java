package dev.linkhub.web.home;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that home says of a link.
 *
 * @param isBroken whether the steps repair it
 * @param devices null where they are not shown
 * @param subscription how it stands; empty if Ring never told of one
 * @param disconnect the path to disconnect it; empty where there is nothing to disconnect
 */
@Introspected
public record HomeLink(
        LinkView view,
        boolean isBroken,
        @Nullable DeviceList devices,
        String subscription,
        List<Lately> lately,
        String disconnect) {

    public HomeLink {
        lately = List.copyOf(lately);
    }
}
