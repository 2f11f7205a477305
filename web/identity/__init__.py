"""Who may sign in, and how: passwords, second factors, invitations. People themselves are the scheduler's."""
