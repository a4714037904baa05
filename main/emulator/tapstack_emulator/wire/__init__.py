"""HTTP as it comes over the wire: what is malformed or too slow ends here, before a service sees it."""
