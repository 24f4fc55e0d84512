"""New records: what a table asks for, what an answer means, and the row in its place. Only ``asking`` talks to anybody."""
