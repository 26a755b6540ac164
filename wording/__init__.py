"""All text that a person reads, in English and Welsh, made from numbers and codes."""
