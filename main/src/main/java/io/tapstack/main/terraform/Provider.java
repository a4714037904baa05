package io.tapstack.main.terraform;

import io.tapstack.main.process.Machine;
import java.nio.file.Files;
import java.nio.file.Path;

/** A provider as a registry or mirror knows it: {@code registry.terraform.io/hashicorp/aws} at one version. */
public record Provider(String host, String namespace, String type, String version) {

    /** The provider that every stack asks for; see {@code StackSettings}. */
    public static Provider aws(Flavor flavor) {
        return new Provider(flavor.registry(), "hashicorp", "aws", "5.100.0");
    }

    public String address() {
        return host + "/" + namespace + "/" + type;
    }

    /**
     * Whether a mirror has it for this machine, in either of the layouts that Terraform reads.
     *
     * @see <a href="https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror">filesystem_mirror</a>
     */
    public boolean isIn(Path mirror, Machine machine) {
        Path folder = mirror.resolve(host).resolve(namespace).resolve(type);
        String platform = machine.terraformPlatform();
        Path unpacked = folder.resolve(version).resolve(platform);
        Path packed = folder.resolve("terraform-provider-" + type + "_" + version + "_" + platform + ".zip");
        return Files.isDirectory(unpacked) || Files.isRegularFile(packed);
    }
}
