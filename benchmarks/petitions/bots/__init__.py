"""Three bare bots that do the press on the send button and nothing else, each the usual way of its library."""
