"""The round by e-mail: what came in, what goes out, and the inbox's record of both."""
