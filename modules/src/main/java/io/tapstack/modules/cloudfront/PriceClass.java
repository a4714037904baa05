package io.tapstack.modules.cloudfront;

/** From which of CloudFront's locations a distribution answers. */
public enum PriceClass {
    NORTH_AMERICA_AND_EUROPE("PriceClass_100"),
    WITHOUT_SOUTH_AMERICA_AND_OCEANIA("PriceClass_200"),
    ALL("PriceClass_All");

    private final String id;

    PriceClass(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
