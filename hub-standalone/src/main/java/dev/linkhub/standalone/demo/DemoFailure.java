package dev.linkhub.standalone.demo;

/** The demo cannot go on. Its message is the one line that whoever typed the command reads. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String line) {
        super(line);
    }
}
