"""All features together: reading, checking, judging and rendering are loops over one tuple."""
