package dev.linkhub.chaos;

import dev.linkhub.chaos.history.Rules;
import dev.linkhub.chaos.inside.Breakage;
import dev.linkhub.chaos.machine.DatabaseServer;
import dev.linkhub.chaos.machine.HubProcesses;
import dev.linkhub.chaos.machine.Jars;
import dev.linkhub.chaos.machine.SimulatorServer;
import java.io.IOException;
import java.nio.file.Path;

/** All processes of a run. */
record Site(DatabaseServer database, SimulatorServer ring, HubProcesses hub) implements AutoCloseable {

    /** Database and Ring are up, and none of the hub's processes. */
    static Site open(Jars jars, Path folder, Rules rules, Breakage breakage) {
        Path programs = Path.of(System.getProperty("user.home"), ".cache", "linkhub", "mariadb");
        DatabaseServer database = DatabaseServer.start(folder.resolve("database"), programs, "linkhub_chaos");
        SimulatorServer ring = SimulatorServer.start(jars, folder.resolve("ring"));
        return new Site(database, ring, HubProcesses.on(database, ring, rules, jars, folder, breakage));
    }

    @Override
    public void close() throws IOException {
        hub.close();
        ring.close();
        database.close();
    }
}
