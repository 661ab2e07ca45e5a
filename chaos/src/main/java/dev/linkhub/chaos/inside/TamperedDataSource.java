package dev.linkhub.chaos.inside;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rewrites statements, and stands between a commit and whoever waits for it. */
final class TamperedDataSource implements DataSource {

    private static final String CONNECTION_FAILURE = "08S01";

    private final DataSource pool;
    private final Breakage breakage;
    private final Optional<Posts> posts;

    TamperedDataSource(DataSource pool, Breakage breakage, Optional<Posts> posts) {
        this.pool = pool;
        this.breakage = breakage;
        this.posts = posts;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return tampered(pool.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return tampered(pool.getConnection(user, password));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }

    private Connection tampered(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Between(connection));
    }

    private final class Between implements InvocationHandler {

        private final Connection connection;
        private boolean storesTokens;

        Between(Connection connection) {
            this.connection = connection;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().startsWith("prepare") && arguments != null && arguments[0] instanceof String sql) {
                storesTokens |= Breakage.storesTokens(sql);
                arguments[0] = breakage.rewrite(sql);
            }
            Object answer;
            try {
                answer = method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (method.getName().equals("commit") && storesTokens) {
                storesTokens = false;
                if (posts.isPresent() && posts.get().pass(Point.AFTER_COMMIT, HeldJournal.unstored())) {
                    throw new SQLException("the acknowledgement was lost on purpose", CONNECTION_FAILURE);
                }
            }
            return answer;
        }
    }
}
