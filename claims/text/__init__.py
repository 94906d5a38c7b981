"""The text floor: folding for matching, quotations, segments, marks. Offsets are code points."""
