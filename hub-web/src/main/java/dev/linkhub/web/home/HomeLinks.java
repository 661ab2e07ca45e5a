package dev.linkhub.web.home;

import dev.linkhub.device.Device;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkStatus;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.Disconnection;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.repair.RepairKind;
import dev.linkhub.repair.RepairProgress;
import dev.linkhub.repair.Repairs;
import dev.linkhub.subscription.Subscription;
import dev.linkhub.subscription.Subscriptions;
import dev.linkhub.web.page.Visit;
import dev.linkhub.webhook.LinkHistory;
import dev.linkhub.wording.Words;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what home says of a link: what Ring told us, for it cannot be asked ({@code ring-contract.md} §7). */
@Singleton
class HomeLinks {

    private static final int MOST_LATELY = 8;
    private static final int LOOKED_THROUGH = 60;

    private final Repairs repairs;
    private final HomeDevices devices;
    private final Subscriptions subscriptions;
    private final LinkHistory history;

    HomeLinks(Repairs repairs, HomeDevices devices, Subscriptions subscriptions, LinkHistory history) {
        this.repairs = repairs;
        this.devices = devices;
        this.subscriptions = subscriptions;
        this.history = history;
    }

    /** How far its repair has come. */
    RepairView repair(Visit visit, PartnerApp app, LinkStatus link, String account) {
        RepairProgress progress = repairs.of(app, link);
        return RepairView.of(view(visit, app.name(), link, progress), link, progress, account, visit.words());
    }

    /** The link with all that goes on around it. */
    HomeLink whole(Visit visit, PartnerApp app, LinkStatus link) {
        Words words = visit.words();
        List<Device> found = devices.of(link);
        Map<String, Device> byId = found.stream().collect(Collectors.toMap(Device::ringDeviceId, Function.identity()));
        boolean over = link.state().isOver();
        boolean known = !found.isEmpty() || (!over && link.health() != LinkHealth.UNHEALTHY);
        RepairProgress progress = repairs.of(app, link);
        LinkView view = view(visit, app.name(), link, progress);
        Optional<Instant> listedAt = devices.listedAt(link);
        DeviceList list = known ? DeviceList.of(found, listedAt, over, words) : null;
        boolean works = link.state() == LinkState.COMPLETED && link.health() == LinkHealth.HEALTHY;
        boolean needsDevices =
                works && list != null && list.shared().isEmpty() && (listedAt.isPresent() || !found.isEmpty());
        HomeLink whole = new HomeLink(
                view,
                needsDevices ? "" : view.explanation(),
                wayToRepair(visit, progress.kind(), link),
                list,
                over ? "" : subscription(subscriptions.ofLink(link.scope(), link.linkId()), words),
                Lately.of(
                        history.newestFirst(link.scope(), link.linkId(), AccountLinks.NOW, LOOKED_THROUGH),
                        MOST_LATELY,
                        id -> DeviceView.name(byId.get(id), words),
                        words),
                over ? "" : visit.path("disconnect/" + link.linkId()));
        devices.renewIfOld(link);
        return whole;
    }

    private static LinkView view(Visit visit, String appName, LinkStatus link, RepairProgress progress) {
        Disconnection disconnection = progress.disconnection();
        return disconnection == null
                ? LinkView.of(appName, link, visit.words())
                : LinkView.disconnected(appName, link, disconnection, visit.words());
    }

    private static HomeLink.@Nullable Repair wayToRepair(Visit visit, RepairKind kind, LinkStatus link) {
        String path = visit.path("repair/" + link.linkId());
        return switch (kind) {
            case NONE -> null;
            case FINISH -> new HomeLink.Repair(path, visit.words().say("home.finish"));
            case RECONNECT -> new HomeLink.Repair(path, visit.words().say("home.repair"));
            case LEAVE -> new HomeLink.Repair(path, visit.words().say("home.leave"));
        };
    }

    private static String subscription(List<Subscription> all, Words words) {
        Optional<Subscription> newest =
                all.stream().max(Comparator.comparing(Subscription::isActive).thenComparing(Subscription::since));
        return newest.map(one -> words.say(
                        one.isActive() ? "subscription.active" : "subscription.ended", words.minute(one.since())))
                .orElse("");
    }
}
