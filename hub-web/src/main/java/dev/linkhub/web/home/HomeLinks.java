package dev.linkhub.web.home;

import dev.linkhub.device.Device;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.Disconnection;
import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.subscription.Subscription;
import dev.linkhub.subscription.Subscriptions;
import dev.linkhub.web.page.Visit;
import dev.linkhub.webhook.LinkHistory;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what home says of a link: what Ring told us, for it cannot be asked ({@code ring-contract.md} §7). */
@Singleton
class HomeLinks {

    private static final int MOST_LATELY = 8;
    private static final int LOOKED_THROUGH = 60;

    private final AccountLinks links;
    private final LinkDisconnection disconnections;
    private final HomeDevices devices;
    private final Subscriptions subscriptions;
    private final LinkHistory history;

    HomeLinks(
            AccountLinks links,
            LinkDisconnection disconnections,
            HomeDevices devices,
            Subscriptions subscriptions,
            LinkHistory history) {
        this.links = links;
        this.disconnections = disconnections;
        this.devices = devices;
        this.subscriptions = subscriptions;
        this.history = history;
    }

    /** The link and its health alone. */
    HomeLink bare(String appName, LinkStatus link) {
        Optional<Disconnection> disconnection = disconnections.of(links.get(link.scope(), link.linkId()));
        LinkView view = disconnection
                .map(found -> LinkView.disconnected(appName, link, found))
                .orElseGet(() -> LinkView.of(appName, link));
        return new HomeLink(view, disconnection.isEmpty() && !view.steps().isEmpty(), null, "", List.of(), "");
    }

    /** The link with all that goes on around it. */
    HomeLink whole(Visit visit, String appName, LinkStatus link) {
        HomeLink bare = bare(appName, link);
        List<Device> found = devices.of(link);
        Map<String, Device> byId = found.stream().collect(Collectors.toMap(Device::ringDeviceId, Function.identity()));
        boolean over = link.state().isOver();
        boolean known = !found.isEmpty() || (!over && link.health() != LinkHealth.UNHEALTHY);
        HomeLink whole = new HomeLink(
                bare.view(),
                bare.isBroken(),
                known ? DeviceList.of(found, devices.listedAt(link), over) : null,
                over ? "" : subscription(subscriptions.ofLink(link.scope(), link.linkId())),
                Lately.of(
                        history.newestFirst(link.scope(), link.linkId(), AccountLinks.NOW, LOOKED_THROUGH),
                        MOST_LATELY,
                        id -> DeviceView.name(byId.get(id))),
                over ? "" : visit.path("disconnect/" + link.linkId()));
        devices.renewIfOld(link);
        return whole;
    }

    private static String subscription(List<Subscription> all) {
        Optional<Subscription> newest =
                all.stream().max(Comparator.comparing(Subscription::isActive).thenComparing(Subscription::since));
        return newest.map(one -> (one.isActive()
                                ? "Your subscription in Ring is active, since %s."
                                : "Your subscription in Ring ended on %s. Without it this app may do less.")
                        .formatted(When.of(one.since())))
                .orElse("");
    }
}
