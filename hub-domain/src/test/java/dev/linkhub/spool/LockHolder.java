package dev.linkhub.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;

/** Another process of the same folder, until it is killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] folder) throws Exception {
        SpoolFile file = new SpoolFolder(folder[0]).firstFile();
        file.append(List.of(SpoolFormat.frame("left behind".getBytes(UTF_8))));
        System.out.println(file.path());
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Starts it. */
    static Process start(Path folder) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LockHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
