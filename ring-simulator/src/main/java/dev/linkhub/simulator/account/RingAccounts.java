package dev.linkhub.simulator.account;

import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All accounts, in the order of their creation. */
public final class RingAccounts {

    private static final int MOST_NAMED = 20;
    private static final int MOST_DEVICES = 100;

    private final SequencedMap<String, RingAccount> byId = new LinkedHashMap<>();

    /** {@code id}: a new one is made up if null. */
    public synchronized RingAccount create(@Nullable String id, Person person, List<Device> devices) {
        String chosen = id == null ? RingAccount.PREFIX + RandomText.base62(20) : id;
        if (byId.containsKey(chosen)) {
            throw new Unprocessable("id", "already belongs to an account");
        }
        RingAccount account = new RingAccount(chosen, person, devices);
        byId.put(chosen, account);
        return account;
    }

    /** The same person and devices under an account id that no partner has seen (ring-contract.md §13, row 13). */
    public RingAccount underNewId(RingAccount account) {
        return create(null, account.person(), account.devices());
    }

    /**
     * The account of that id.
     *
     * @throws Unprocessable naming some of the accounts there are
     */
    public synchronized RingAccount get(String id) {
        RingAccount account = byId.get(id);
        if (account == null) {
            List<String> some = byId.keySet().stream().limit(MOST_NAMED).toList();
            throw new Unprocessable("account", "there is no account '" + id + "'; choices: " + String.join(", ", some));
        }
        return account;
    }

    /**
     * Puts one more device into an account.
     *
     * @throws Unprocessable if the account has a device of that id, or as many as it may have
     */
    public synchronized void addDevice(String account, Device device) {
        RingAccount present = get(account);
        if (present.devices().stream().anyMatch(other -> other.id().equals(device.id()))) {
            throw new Unprocessable("id", "already belongs to a device of the account");
        }
        if (present.devices().size() >= MOST_DEVICES) {
            throw new Unprocessable("account", "has " + MOST_DEVICES + " devices, the most there may be");
        }
        byId.put(account, present.with(device));
    }

    /**
     * Replaces a device by what {@code change} makes of it and returns it as it was.
     *
     * @throws Unprocessable if the account has no such device
     */
    public synchronized Device changeDevice(String account, String device, UnaryOperator<Device> change) {
        RingAccount present = get(account);
        Device before = present.device(device);
        byId.put(account, present.replacing(change.apply(before)));
        return before;
    }

    /**
     * Takes a device out of an account.
     *
     * @throws Unprocessable if the account has no such device
     */
    public synchronized void removeDevice(String account, String device) {
        RingAccount present = get(account);
        byId.put(account, present.without(present.device(device).id()));
    }

    public synchronized Optional<RingAccount> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The latest ones, newest first. */
    public synchronized List<RingAccount> latest(int count) {
        return byId.sequencedValues().reversed().stream().limit(count).toList();
    }

    public synchronized int count() {
        return byId.size();
    }

    public synchronized List<RingAccount> all() {
        return new ArrayList<>(byId.values());
    }

    public synchronized void restore(List<RingAccount> snapshot) {
        forget();
        snapshot.forEach(account -> byId.put(account.id(), account));
    }

    /** As if it had never been. */
    public synchronized void forget(RingAccount account) {
        byId.remove(account.id());
    }

    public synchronized void forget() {
        byId.clear();
    }

    public static String newDeviceId() {
        return Device.PREFIX + RandomText.base62(20);
    }
}
