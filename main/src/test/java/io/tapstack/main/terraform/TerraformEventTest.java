package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The lines are Terraform 1.11.4's own. */
final class TerraformEventTest {
    @Test
    void readsAPlannedChange() {
        assertThat(TerraformEvent.parse("""
                                {"@level":"info","@message":"aws_vpc.v: Plan to create","type":"planned_change",\
                                "change":{"resource":{"addr":"aws_vpc.v","module":"","resource":"aws_vpc.v"},\
                                "action":"create"}}""")).isEqualTo(new TerraformEvent.Planned("aws_vpc.v", "create"));
    }

    @Test
    void readsTheBeginningAndTheEndOfWork() {
        assertThat(TerraformEvent.parse("""
                                {"@message":"aws_vpc.v: Creating...","type":"apply_start",\
                                "hook":{"resource":{"addr":"aws_vpc.v"},"action":"create"}}""")).isEqualTo(new TerraformEvent.Started("aws_vpc.v", "create"));
        assertThat(TerraformEvent.parse("""
                                {"@message":"aws_vpc.v: Creation complete after 13s","type":"apply_complete",\
                                "hook":{"resource":{"addr":"aws_vpc.v"},"action":"create","id_key":"id",\
                                "id_value":"vpc-1","elapsed_seconds":13}}""")).isEqualTo(new TerraformEvent.Completed("aws_vpc.v", "create", 13));
    }

    @Test
    void readsAFailureAndItsReason() {
        assertThat(TerraformEvent.parse("""
                                {"type":"apply_errored","hook":{"resource":{"addr":"aws_vpc.v"},"action":"create",\
                                "elapsed_seconds":3}}""")).isEqualTo(new TerraformEvent.Errored("aws_vpc.v"));
        assertThat(TerraformEvent.parse("""
                                {"@level":"error","@message":"Error: creating VPC","type":"diagnostic","diagnostic":\
                                {"severity":"error","summary":"creating VPC","detail":"quota","address":"aws_vpc.v"}}"""))
                .isEqualTo(new TerraformEvent.Diagnosed(true, "creating VPC", "quota", "aws_vpc.v"));
    }

    @Test
    void tellsAWarningFromAnError() {
        assertThat(TerraformEvent.parse("""
                                {"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Deprecated",\
                                "detail":""}}""")).isEqualTo(new TerraformEvent.Diagnosed(false, "Deprecated", "", ""));
    }

    @Test
    void hearsThatTerraformHeardOfCtrlC() {
        assertThat(TerraformEvent.parse("""
                                {"@level":"info","@message":"\\nInterrupt received.\\nPlease wait for Terraform to exit\
                                 or data loss may occur.\\nGracefully shutting down...\\n","type":"log"}""")).isEqualTo(new TerraformEvent.Stopping());
    }

    @Test
    void takesWhatIsNoJsonAsItIs() {
        assertThat(TerraformEvent.parse("Error: no such flag"))
                .isEqualTo(new TerraformEvent.Other("Error: no such flag"));
        assertThat(TerraformEvent.parse("")).isInstanceOf(TerraformEvent.Other.class);
    }
}
