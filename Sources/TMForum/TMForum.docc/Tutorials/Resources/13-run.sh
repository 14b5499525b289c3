swift run Server
