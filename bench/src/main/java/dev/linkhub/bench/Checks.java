package dev.linkhub.bench;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Refuses options that no benchmark can be run with. */
final class Checks {

    private Checks() {}

    static int range(CommandLine command, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(command, option + " takes " + least + " to " + most);
        }
        return value;
    }
}
