package io.tapstack.modules.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Json;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A system on one page: a row of graphs for each service (P12). */
public final class Dashboard extends Construct {
    private final Ref ref;

    /** @param widgets rows appear in the order in which their services first do */
    public record Props(Deployment deployment, List<Widget> widgets) {
        public Props {
            widgets = List.copyOf(widgets);
        }
    }

    /** What others may use of a dashboard. */
    public record Ref(String name) {}

    public Dashboard(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.deployment.name("overview");
        CloudwatchDashboard.Builder.create(this, "dashboard")
                .dashboardName(name)
                .dashboardBody(Json.text(Map.of(
                        "widgets", new DashboardGrid(props.deployment.account().region()).place(props.widgets))))
                .build();
        this.ref = new Ref(name);
    }

    public Ref ref() {
        return ref;
    }
}
