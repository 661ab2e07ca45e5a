package dev.linkhub.bench.contestant;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What is to be refreshed, as the jobs of {@link GrantWork}. */
final class DueJobs {

    private static final int PAGE = 5_000;

    private DueJobs() {}

    /** At most so many. */
    static List<String> read(DataSource database, int most) throws SQLException {
        List<String> jobs = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            GrantRow last = new GrantRow("", "", "", 0, "");
            while (jobs.size() < most) {
                List<GrantRow> page = GrantTable.dueAfter(
                        connection, last.tenantId(), last.grantId(), Math.min(PAGE, most - jobs.size()));
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(grant -> jobs.add(grant.tenantId() + "/" + grant.grantId()));
                last = page.getLast();
            }
        }
        return jobs;
    }
}
