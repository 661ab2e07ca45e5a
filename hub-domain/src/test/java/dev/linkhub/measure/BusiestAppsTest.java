package dev.linkhub.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BusiestAppsTest {

    private final BusiestApps apps = new BusiestApps();
    private final AppMeters meters = new AppMeters(apps);
    private final AppCounter counter = meters.counter("tries", "", "outcome", List.of("good", "bad"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void anAppHasItsLineAtOnceAndItsNameOnceItIsLookedUp() {
        counter.increment(app(1), "good");
        show();
        assertThat(names()).containsExactlyInAnyOrder("other", "sandbox");

        nameAll();
        assertThat(count("t/1", "good")).as("what it did before, too").isEqualTo(1);
        assertThat(count("t/1", "bad")).as("there at zero").isZero();
        assertThat(count("other", "good")).isZero();
    }

    @Test
    void allSandboxesShareALineAndTakeNobodysPlace() {
        counter.increment(new AppKey("t", "sbx_1"), "good");
        counter.increment(new AppKey("u", "sbx_2"), "good");
        nameAll();
        assertThat(count("sandbox", "good")).isEqualTo(2);
        assertThat(names()).containsExactlyInAnyOrder("other", "sandbox");
    }

    @Test
    void theFiftyFirstSharesALineWithAllThatFollow() {
        fill();
        counter.increment(app(51), "good");
        counter.increment(app(52), "bad");
        nameAll();
        assertThat(names()).hasSize(BusiestApps.NAMED + 2);
        assertThat(count("other", "good")).isEqualTo(1);
        assertThat(count("other", "bad")).isEqualTo(1);
    }

    @Test
    void aMuchBusierAppTakesTheIdlestOnesPlaceAndNoCountEverFalls() {
        fill();
        work(1, 50);
        work(51, 30);
        nameAll();
        Map<String, Double> before = counts();

        apps.rank();
        nameAll();
        assertThat(names()).hasSize(BusiestApps.NAMED + 2).contains("t/51", "t/1");
        work(51, 3);
        show();
        assertThat(count("t/51", "good")).as("since it has a line").isEqualTo(3);
        assertThat(count("other", "good")).isEqualTo(30);
        assertNothingFell(before);
    }

    @Test
    void aLineThatComesBackGoesOnWhereItLeftOff() {
        fill();
        work(51, 30);
        nameAll();
        Set<String> first = names();
        apps.rank();
        nameAll();
        String left = first.stream()
                .filter(name -> !names().contains(name))
                .findFirst()
                .orElseThrow();
        int number = Integer.parseInt(left.substring(2));
        Map<String, Double> before = counts();

        work(number, 500);
        apps.rank();
        nameAll();
        assertThat(count(left, "good")).as("not what it did meanwhile").isEqualTo(1);
        assertThat(count("other", "good")).isEqualTo(530);
        assertNothingFell(before);
    }

    @Test
    void aLittleBusierIsNotEnough() {
        for (int i = 1; i <= BusiestApps.NAMED; i++) {
            work(i, 20);
        }
        work(51, 40);
        nameAll();
        apps.rank();
        nameAll();
        assertThat(names()).doesNotContain("t/51");
    }

    @Test
    void noMoreThanFiveLinesChangeAtOnce() {
        fill();
        nameAll();
        Set<String> before = names();
        for (int i = 51; i <= 90; i++) {
            work(i, 1_000);
        }
        apps.rank();
        nameAll();
        assertThat(names().stream().filter(name -> !before.contains(name))).hasSize(BusiestApps.MOST_EXCHANGES);
    }

    @Test
    void anAppThatIsGoneGivesItsLineUp() {
        fill();
        nameAll();
        counter.increment(app(51), "good");
        apps.rank();
        counter.increment(app(51), "good");
        show();
        assertThat(names()).doesNotContain("t/51");

        BusiestApps fresh = new BusiestApps();
        fresh.busy(app(1));
        fresh.name(app(1), Optional.empty());
        assertThat(fresh.nameless()).isEmpty();
        assertThat(fresh.lines()).containsOnlyKeys("other", "sandbox");
    }

    @Test
    void anAppWithTheNameOfADeletedOneHasTheLineAlone() {
        counter.increment(app(1), "good");
        apps.name(app(1), Optional.of("t/same"));
        counter.increment(app(2), "good");
        counter.increment(app(2), "good");
        apps.name(app(2), Optional.of("t/same"));
        show();
        assertThat(count("t/same", "good")).isEqualTo(2);
    }

    @Test
    void aGaugeShowsTheRestTogetherAndNothingOnceItIsNotKnown() {
        AppGauge most = meters.largest("lag", "");
        AppGauge all = meters.sum("due", "");
        fill();
        nameAll();
        assertThat(registry.find("lag").gauges()).isEmpty();

        Map<AppKey, Double> values = Map.of(app(1), 4.0, app(51), 7.0, app(52), 3.0);
        most.set(values);
        all.set(values);
        show();
        assertThat(gauge("lag", "t/1")).isEqualTo(4);
        assertThat(gauge("lag", "t/2")).isZero();
        assertThat(gauge("lag", "other")).isEqualTo(7);
        assertThat(gauge("due", "other")).isEqualTo(10);

        most.forget();
        show();
        assertThat(registry.find("lag").gauges()).isEmpty();
        assertThat(gauge("due", "other")).isEqualTo(10);
    }

    @Test
    void whatSomebodyElseCountsIsTakenOverAndBeginsAnewWithHim() {
        AppMeters.Total waited = meters.total("waited", "");
        waited.set(Map.of(app(1), 2.5));
        nameAll();
        waited.set(Map.of(app(1), 4.0));
        assertThat(total("waited", "t/1")).isEqualTo(4);
        waited.set(Map.of(app(1), 1.0));
        assertThat(total("waited", "t/1")).isEqualTo(5);
        waited.set(Map.of());
        waited.set(Map.of(app(1), 1.0));
        assertThat(total("waited", "t/1")).isEqualTo(6);
    }

    private void fill() {
        for (int i = 1; i <= BusiestApps.NAMED; i++) {
            counter.increment(app(i), "good");
        }
    }

    private void work(int number, int times) {
        for (int i = 0; i < times; i++) {
            counter.increment(app(number), "good");
        }
    }

    private void nameAll() {
        apps.nameless()
                .forEach(app -> apps.name(app, Optional.of("t/" + app.appId().substring(4))));
        show();
    }

    private void show() {
        meters.show(registry);
    }

    private Set<String> names() {
        return registry.find("tries").meters().stream()
                .map(meter -> meter.getId().getTag("app"))
                .collect(Collectors.toSet());
    }

    private double count(String app, String outcome) {
        return registry.get("tries")
                .tag("app", app)
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private double total(String name, String app) {
        return registry.get(name).tag("app", app).functionCounter().count();
    }

    private double gauge(String name, String app) {
        return registry.get(name).tag("app", app).gauge().value();
    }

    private Map<String, Double> counts() {
        Map<String, Double> counts = new HashMap<>();
        for (FunctionCounter one : registry.find("tries").functionCounters()) {
            counts.put(one.getId().getTags().stream().map(Tag::getValue).collect(Collectors.joining(" ")), one.count());
        }
        return counts;
    }

    private void assertNothingFell(Map<String, Double> before) {
        Map<String, Double> after = counts();
        before.forEach((line, count) -> {
            if (after.containsKey(line)) {
                assertThat(after.get(line)).as(line).isGreaterThanOrEqualTo(count);
            }
        });
        assertThat(after.keySet()).containsAnyElementsOf(before.keySet());
    }

    private static AppKey app(int number) {
        return new AppKey("t", "app_" + number);
    }
}
