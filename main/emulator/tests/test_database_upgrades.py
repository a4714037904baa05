"""AWS's words, as its users report them; the rules are in the RDS User Guide, "Upgrades of the RDS for PostgreSQL DB engine"."""
import unittest

from botocore.exceptions import ClientError

from .running import shared


class DatabaseUpgrades(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.running = shared()
        cls.rds = cls.running.client("rds")
        for family in ("17", "18"):
            cls.rds.create_db_parameter_group(
                DBParameterGroupName=f"of-{family}", DBParameterGroupFamily=f"postgres{family}", Description="x")

    def database(self, name):
        self.rds.create_db_instance(
            DBInstanceIdentifier=name, Engine="postgres", EngineVersion="17", DBInstanceClass="db.t4g.micro",
            AllocatedStorage=20, MasterUsername="dbmaster", MasterUserPassword="long-enough",
            DBParameterGroupName="of-17")
        return name

    def refused(self, code, words, call, **arguments):
        with self.assertRaises(ClientError) as refused:
            call(**arguments)
        self.assertEqual(code, refused.exception.response["Error"]["Code"])
        self.assertIn(words, refused.exception.response["Error"]["Message"])

    def test_a_new_major_version_needs_its_flag(self):
        self.refused("InvalidParameterCombination", "AllowMajorVersionUpgrade flag must be present",
                     self.rds.modify_db_instance, DBInstanceIdentifier=self.database("flag"), EngineVersion="18",
                     DBParameterGroupName="of-18")

    def test_a_new_major_version_needs_a_group_of_its_family(self):
        self.refused("InvalidParameterCombination", "use a parameter group with DBParameterGroupFamily postgres18",
                     self.rds.modify_db_instance, DBInstanceIdentifier=self.database("family"), EngineVersion="18",
                     AllowMajorVersionUpgrade=True)

    def test_both_together_upgrade(self):
        name = self.database("both")
        self.rds.modify_db_instance(DBInstanceIdentifier=name, EngineVersion="18", AllowMajorVersionUpgrade=True,
                                    DBParameterGroupName="of-18")
        self.assertEqual("18", self.rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0][
            "EngineVersion"])

    def test_a_minor_version_needs_neither(self):
        self.rds.modify_db_instance(DBInstanceIdentifier=self.database("minor"), EngineVersion="17.5")

    def test_a_group_with_members_stays(self):
        self.database("member")
        self.refused("InvalidDBParameterGroupState", "still members of this parameter group of-17",
                     self.rds.delete_db_parameter_group, DBParameterGroupName="of-17")

    def test_a_last_snapshot_keeps_its_name(self):
        for name in ("first", "second"):
            self.database(name)
        self.rds.delete_db_instance(DBInstanceIdentifier="first", FinalDBSnapshotIdentifier="final")
        self.refused("DBSnapshotAlreadyExists", "final", self.rds.delete_db_instance,
                     DBInstanceIdentifier="second", FinalDBSnapshotIdentifier="final")
