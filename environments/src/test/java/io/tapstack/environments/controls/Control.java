package io.tapstack.environments.controls;

import java.util.List;

/**
 * What a standard asks for.
 *
 * @param standard {@code FSBP}, {@code CIS-5.0}, …
 * @param id {@code RDS.3}
 * @param isPlanCheckable a plan shows whether it is met
 */
public record Control(String standard, String id, String title, boolean isPlanCheckable) {
    /** Those of the stored list; its column {@code source} says where each comes from. */
    public static List<Control> all() {
        return Tsv.read("controls.tsv").stream()
                .map(cells -> new Control(
                        cells.get(0),
                        cells.get(1),
                        cells.get(4).replaceAll("^\"|\"$", "").replace("\"\"", "\""),
                        cells.get(7).equals("yes")))
                .toList();
    }

    /** {@code FSBP RDS.3}. */
    public String name() {
        return standard + " " + id;
    }

    /** How tests are tagged that prove it. */
    public String tag() {
        return standard.equals("FSBP") ? id : standard + "_" + id;
    }
}
