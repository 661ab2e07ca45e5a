package dev.linkhub.simulator.check;

import dev.linkhub.simulator.check.Report.Result;
import dev.linkhub.simulator.world.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Walks a partner's back end through every case that a certification reviewer would care about (ring-contract.md §10).
 * Each case brings its own users, so that one that fails does not spoil the others and any may run alone.
 */
public final class ConformanceRun {

    private final List<Case> cases;

    /**
     * {@code ring} is the address that the partner uses as Ring's; {@code person} is handed the address where somebody
     * has to sign in, if {@code patience} leaves time for that.
     */
    public ConformanceRun(World world, URI ring, PartnerUnderTest partner, Patience patience, Consumer<URI> person) {
        RingSide ringSide = new RingSide(world, partner);
        PartnerSide partnerSide = new PartnerSide(world.partner(), partner, patience.answer());
        Arrivals arrivals = new Arrivals(ringSide, partnerSide, patience.action());
        this.cases = Stream.of(
                        new AddressCases(partnerSide, partner).cases(),
                        new TokenExchangeCases(ringSide, partnerSide, arrivals, patience, ring).cases(),
                        new AccountLinkCases(ringSide, partnerSide, arrivals, patience).cases(),
                        new WebhookCases(ringSide, partnerSide, arrivals, patience).cases(),
                        new LinkingCases(ringSide, partnerSide, arrivals, patience, person).cases(),
                        new RemovalCases(ringSide, partnerSide, arrivals, patience).cases())
                .flatMap(List::stream)
                .toList();
    }

    /** In the order in which they run. */
    public List<String> names() {
        return cases.stream().map(Case::name).toList();
    }

    /** Runs the cases whose name is wanted and hands each result to {@code listener} as soon as it is there. */
    public Report run(Predicate<String> wanted, Consumer<Result> listener) {
        List<Result> results = new ArrayList<>();
        for (Case next : cases) {
            if (wanted.test(next.name())) {
                Result result = next.run();
                results.add(result);
                listener.accept(result);
            }
        }
        return new Report(results);
    }
}
